/** Tests of the whole: on brokers, in processes, through the command line. */
package io.actionflow.secrets.app;
