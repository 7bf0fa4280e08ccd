/** The rules of the house, checked: which module may know what, and what pure code must not see. */
package io.actionflow.secrets.app.architecture;
