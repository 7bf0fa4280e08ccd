/** One test for every rule and every rejection, told as stories: given, when, then. */
@NullMarked
package io.actionflow.secrets.commands.decide;

import org.jspecify.annotations.NullMarked;
