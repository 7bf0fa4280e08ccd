package io.actionflow.secrets.app.demo;

import java.util.List;

/** Who acts, and what they write: everything that must never be readable on a disk. */
final class Cast {

    static final String OWNER = "olga@example.com";
    static final String MANAGER = "max@example.com";
    static final String EDITOR = "ed@example.com";
    static final String VIEWER = "vera@example.com";

    static final String NAME = "Weather API key ☂";
    static final String NEW_NAME = "Weather API key (production) ☂";
    static final String DESCRIPTION = "From the weather service's console, account 4711";
    static final String OTHER_NAME = "Another credential of the Actionflow, ";

    private Cast() {}

    /** Every text that was given to the system. */
    static List<String> texts() {
        return List.of(OWNER, MANAGER, EDITOR, VIEWER, NAME, NEW_NAME, DESCRIPTION, OTHER_NAME.strip());
    }
}
