/** What the files of the cluster promise, read from the files. */
package io.actionflow.secrets.app.cluster;
