package io.actionflow.secrets.app.cli.remote;

/**
 * A column of a table.
 *
 * @param dropped where there is no room: the highest number goes first, 0 never
 * @param isFlexible whether its texts may be cut; an id, which somebody will copy, must not be
 */
public record Column(String title, int dropped, boolean isFlexible) {

    /** Always there, and never cut. */
    public static Column fixed(String title) {
        return new Column(title, 0, false);
    }

    /** Always there, and cut where there is no room. */
    public static Column flexible(String title) {
        return new Column(title, 0, true);
    }

    public Column droppedAt(int number) {
        return new Column(title, number, isFlexible);
    }
}
