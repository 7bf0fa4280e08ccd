package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.app.http.JsonFields;
import io.actionflow.secrets.app.http.Problem;
import io.actionflow.secrets.app.http.Request;
import io.actionflow.secrets.schemas.Ids;

/** What is checked of every question before anybody looks anything up. */
final class Access {

    private Access() {}

    /** Throws the problem to answer with, where the caller may not resolve for the project or asks too much of it. */
    static void check(Request request, String projectId) {
        if (!request.caller().mayResolve(projectId)) {
            throw Refusals.projectNotAllowed(projectId).asException();
        }
        request.countFor(projectId);
    }

    /** A run token's claim, of a project that the caller may resolve for. */
    static RunClaim claim(Request request, JsonFields fields, RunTokens tokens) {
        RunClaim claim = tokens.open(fields.text("run"))
                .orElseThrow(() -> Refusals.runInvalid().asException());
        request.note("runId", claim.runId());
        check(request, claim.ref().projectId());
        return claim;
    }

    static String id(JsonFields fields, String name) {
        String id = fields.text(name);
        if (!Ids.isValid(id)) {
            throw Problem.malformed("/" + name, "The field /" + name + " must be 1 to 255 characters of A-Za-z0-9._~-")
                    .asException();
        }
        return id;
    }

    static String notEmpty(String name, String text) {
        if (text.isEmpty()) {
            throw Problem.malformed("/" + name, "The field /" + name + " must not be empty")
                    .asException();
        }
        return text;
    }
}
