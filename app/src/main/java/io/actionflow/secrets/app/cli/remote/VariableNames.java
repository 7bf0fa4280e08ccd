package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.CommandFailure;
import io.actionflow.secrets.app.cli.ExitStatus;
import io.actionflow.secrets.schemas.command.Quote;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which variable an input's value goes to. Whoever saves an Actionflow names its inputs; so a name of theirs never replaces
 * a variable that is there, such as {@code PATH}, nor one that tells the dynamic linker what to load. Whoever starts the
 * command may say so, by an option.
 */
final class VariableNames {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** What makes common programs load or run something. Such a list is never complete; it need not be, to be of use. */
    private static final Pattern DANGEROUS =
            Pattern.compile("(LD|DYLD)_.*|PATH|ENV|IFS|PS4|BASH_ENV|PROMPT_COMMAND|SHELLOPTS"
                    + "|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|NODE_OPTIONS|NODE_PATH"
                    + "|PYTHON(PATH|HOME|STARTUP)|PERL5(LIB|OPT)|RUBY(LIB|OPT)|EDITOR|VISUAL|PAGER|BROWSER"
                    + "|GIT_(SSH|SSH_COMMAND|ASKPASS|EXEC_PATH|EDITOR|PAGER)");

    private final Map<String, Target> chosen;
    private final Set<String> taken;

    /** A variable, and whether it is to hold the path of a file. */
    record Target(String variable, boolean isFile) {}

    private VariableNames(Map<String, Target> chosen, Set<String> taken) {
        this.chosen = chosen;
        this.taken = taken;
    }

    /**
     * @param variables options of the form {@code INPUT=NAME}
     * @param files the same, for values that go to files
     * @param taken the variables of this process
     */
    static VariableNames of(List<String> variables, List<String> files, Set<String> taken) {
        Map<String, Target> chosen = new HashMap<>();
        variables.forEach(option -> choose(chosen, option, false));
        files.forEach(option -> choose(chosen, option, true));
        return new VariableNames(chosen, taken);
    }

    /** The target of each input. */
    Map<String, Target> of(Collection<String> inputs) {
        for (String input : chosen.keySet()) {
            if (!inputs.contains(input)) {
                throw usage("The node binds no secret to an input " + Quote.of(input), "It binds: " + quoted(inputs));
            }
        }
        Map<String, Target> targets = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        for (String input : inputs) {
            Target target = chosen.containsKey(input) ? chosen.get(input) : ofItself(input);
            if (!used.add(target.variable())) {
                throw usage(
                        "Two inputs would be the variable " + target.variable() + ", one of them " + Quote.of(input),
                        "Choose another name with --env INPUT=NAME");
            }
            targets.put(input, target);
        }
        return targets;
    }

    private Target ofItself(String input) {
        String variable = VARIABLE.matcher(input).matches() ? input : inCapitals(input);
        if (taken.contains(variable) || DANGEROUS.matcher(variable).matches()) {
            throw usage(
                    "The variable " + variable + " of input " + Quote.of(input) + " has a meaning already",
                    "Choose another with --env INPUT=NAME, or the same if it is meant");
        }
        return new Target(variable, false);
    }

    static String inCapitals(String input) {
        StringBuilder name = new StringBuilder();
        input.codePoints().forEach(c -> name.append(inCapitals(c)));
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name.toString();
    }

    private static char inCapitals(int c) {
        if (c >= 'a' && c <= 'z') {
            return (char) (c - 'a' + 'A');
        }
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? (char) c : '_';
    }

    /** An input's name may have an equals sign; a variable's can't. */
    private static void choose(Map<String, Target> chosen, String option, boolean isFile) {
        int at = option.lastIndexOf('=');
        String variable = option.substring(at + 1);
        if (at < 1 || !VARIABLE.matcher(variable).matches()) {
            throw usage("Expected INPUT=NAME, but got " + Quote.of(option), "A NAME has letters, digits and _");
        }
        if (chosen.put(option.substring(0, at), new Target(variable, isFile)) != null) {
            throw usage("Input " + Quote.of(option.substring(0, at)) + " is named twice", "Name it once");
        }
    }

    private static String quoted(Collection<String> inputs) {
        return inputs.isEmpty()
                ? "nothing"
                : String.join(", ", inputs.stream().map(Quote::of).toList());
    }

    private static CommandFailure usage(String message, String remedy) {
        return new CommandFailure(ExitStatus.USAGE, "USAGE", message, remedy);
    }
}
