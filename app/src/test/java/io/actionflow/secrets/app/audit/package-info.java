/** What an auditor does with a log, tested with logs in memory and in files. */
package io.actionflow.secrets.app.audit;
