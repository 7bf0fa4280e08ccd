/** How what is logged looks: text and JSON, and neither can be forged by what is logged. */
package io.actionflow.secrets.app.logging;
