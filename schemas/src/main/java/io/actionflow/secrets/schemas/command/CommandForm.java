package io.actionflow.secrets.schemas.command;

import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.crypto.ValueSealer;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.record.ValueRef;
import io.actionflow.secrets.schemas.result.Rejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of form, which need no state: the client checks them before it sends anything, the processor checks them
 * again because not every publisher is our client.
 */
public final class CommandForm {

    private static final Pattern HINT = Pattern.compile("[A-Z_]{1," + Limits.MAX_HINT_CHARS + "}");

    private CommandForm() {}

    /** The first fault in the form of the command, if there is one. */
    public static Optional<Rejected> fault(String commandId, Command command) {
        return Stream.of(
                        id("commandId", commandId),
                        id("projectId", command.projectId()),
                        person("actor", command.actor()),
                        ofItsOwn(command))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable Rejected ofItsOwn(Command command) {
        if (command instanceof SetMemberRole it) {
            return person("member", it.member());
        } else if (command instanceof RemoveMember it) {
            return person("member", it.member());
        } else if (command instanceof AddSecret it) {
            return first(
                    id("secretId", it.secretId()),
                    text("name", it.name()),
                    text("description", it.description()),
                    value(it.value()));
        } else if (command instanceof EditSecret it) {
            return edit(it);
        } else if (command instanceof DeleteSecret it) {
            return id("secretId", it.secretId());
        } else if (command instanceof SaveActionflow it) {
            return first(id("actionflowId", it.actionflowId()), bindings(it));
        } else if (command instanceof DeleteActionflow it) {
            return id("actionflowId", it.actionflowId());
        } else if (command instanceof MatchSecret it) {
            return first(id("secretId", it.secretId()), value(it.candidate()));
        } else if (command instanceof ResealValue it) {
            return first(id("valueId", it.valueId()), id("previous", it.previous()), value(it.copy()));
        } else if (command instanceof DeleteProject it) {
            return confirmed(it);
        }
        return null;
    }

    private static @Nullable Rejected confirmed(DeleteProject delete) {
        return delete.confirm().equals(delete.projectId())
                ? null
                : Rejected.malformed(
                        "confirm",
                        "Expected confirm to be the project's id " + Quote.of(delete.projectId()) + ", but got "
                                + Quote.of(delete.confirm()));
    }

    private static @Nullable Rejected edit(EditSecret edit) {
        if (edit.name() == null && edit.description() == null && edit.value() == null) {
            return Rejected.malformed(
                    "command", "Expected to edit a name, a description or a value, but none of them is given");
        }
        return first(
                id("secretId", edit.secretId()),
                text("name", edit.name()),
                text("description", edit.description()),
                edit.value() == null ? null : value(edit.value()));
    }

    private static @Nullable Rejected value(ValueRef value) {
        if (value.chunks() < 1 || value.chunks() > Limits.MAX_CHUNKS) {
            return Rejected.malformed(
                    "value", "Expected a value of 1 to " + Limits.MAX_CHUNKS + " chunks, but got " + value.chunks());
        }
        long least = (long) value.chunks() * ValueSealer.OVERHEAD_BYTES;
        long most = least + (long) value.chunks() * Limits.CHUNK_BYTES;
        if (value.size() < least || value.size() > most) {
            return Rejected.malformed(
                    "value",
                    "Expected the sealed chunks to be " + least + " to " + most + " bytes, but got " + value.size());
        }
        return first(id("valueId", value.valueId()), hints(value.hints()));
    }

    /** Of their form alone: a hint that is not known here may be known to its reader. */
    private static @Nullable Rejected hints(List<String> hints) {
        if (hints.size() > Limits.MAX_HINTS) {
            return Rejected.malformed(
                    "value.hints", "Expected at most " + Limits.MAX_HINTS + " hints, but got " + hints.size());
        }
        return hints.stream().allMatch(hint -> HINT.matcher(hint).matches())
                ? null
                : Rejected.malformed(
                        "value.hints",
                        "Expected every hint to be 1 to " + Limits.MAX_HINT_CHARS + " characters of [A-Z_]");
    }

    private static @Nullable Rejected bindings(SaveActionflow save) {
        if (save.bindings().size() > Limits.MAX_LIST_ITEMS) {
            return Rejected.malformed(
                    "bindings",
                    "Expected at most " + Limits.MAX_LIST_ITEMS + " bindings, but got "
                            + save.bindings().size());
        }
        Map<String, String> typeOfNode = new HashMap<>();
        Map<String, Map<String, Binding>> byNodeAndInput = new HashMap<>();
        for (Binding binding : save.bindings()) {
            Rejected fault = first(
                    notEmpty("bindings.nodeId", binding.nodeId()),
                    notEmpty("bindings.nodeType", binding.nodeType()),
                    notEmpty("bindings.input", binding.input()),
                    id("bindings.secretId", binding.secretId()));
            if (fault != null) {
                return fault;
            }
            String type = typeOfNode.putIfAbsent(binding.nodeId(), binding.nodeType());
            if (type != null && !type.equals(binding.nodeType())) {
                return Rejected.malformed(
                        "bindings.nodeType",
                        "Expected one type for node " + Quote.of(binding.nodeId()) + ", but found two");
            }
            Map<String, Binding> byInput = byNodeAndInput.computeIfAbsent(binding.nodeId(), id -> new HashMap<>());
            if (byInput.put(binding.input(), binding) != null) {
                return Rejected.malformed(
                        "bindings.input",
                        "Expected one secret for input " + Quote.of(binding.input()) + " of node "
                                + Quote.of(binding.nodeId()) + ", but found two");
            }
        }
        return null;
    }

    static @Nullable Rejected first(@Nullable Rejected... faults) {
        for (Rejected fault : faults) {
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    static @Nullable Rejected id(String field, String id) {
        return Ids.isValid(id)
                ? null
                : Rejected.malformed(
                        field,
                        "Expected " + field + " to be 1 to 255 characters of [A-Za-z0-9._~-], but got " + Quote.of(id));
    }

    private static @Nullable Rejected notEmpty(String field, String text) {
        return text.isEmpty() ? Rejected.malformed(field, "Expected " + field + " not to be empty") : text(field, text);
    }

    /** Actors stand in state entries beside name and description: all of them must fit into one record. */
    private static @Nullable Rejected person(String field, String text) {
        return first(notEmpty(field, text), atMost(Limits.MAX_PERSON_BYTES, field, text));
    }

    private static @Nullable Rejected text(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return isUnicode(text)
                ? atMost(Limits.MAX_TEXT_BYTES, field, text)
                : Rejected.malformed(
                        field, "Expected " + field + " to be Unicode text, but it has a surrogate without its pair");
    }

    private static @Nullable Rejected atMost(int most, String field, String text) {
        // A character is at least one byte and at most three, or four for a pair: most texts need no counting.
        if (text.length() <= most / 3) {
            return null;
        }
        long bytes = text.codePoints().mapToLong(CommandForm::utf8Length).sum();
        return bytes <= most
                ? null
                : Rejected.malformed(
                        field, "Expected " + field + " to be at most " + most + " bytes of UTF-8, but it has " + bytes);
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        } else if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(codePoint -> codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
