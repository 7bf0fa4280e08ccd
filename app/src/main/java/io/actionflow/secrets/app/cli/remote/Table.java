package io.actionflow.secrets.app.cli.remote;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Aligned columns, as wide as the terminal. It is printed page by page, so that a list of any length needs memory for one;
 * columns only ever grow. For one list.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final OptionalInt room;
    private final int[] widths;
    private boolean hasTitle;

    /** @param room how wide it may be; empty for any width */
    public Table(OptionalInt room, Column... columns) {
        this.columns = List.of(columns);
        this.room = room;
        this.widths = this.columns.stream()
                .mapToInt(each -> Shown.width(each.title()))
                .toArray();
    }

    /** Prints rows of as many cells as there are columns, after the titles if these were not printed yet. */
    public void print(PrintWriter out, List<List<String>> rows) {
        List<List<String>> shown =
                rows.stream().map(row -> row.stream().map(Shown::text).toList()).toList();
        for (List<String> row : shown) {
            IntStream.range(0, widths.length).forEach(i -> widths[i] = Math.max(widths[i], Shown.width(row.get(i))));
        }
        List<Integer> visible = visible();
        int[] fitting = fitting(visible);
        if (!hasTitle) {
            printRow(out, columns.stream().map(Column::title).toList(), visible, fitting);
            hasTitle = true;
        }
        shown.forEach(row -> printRow(out, row, visible, fitting));
    }

    /** The columns for which there is room when those that may be cut are as narrow as may be. */
    private List<Integer> visible() {
        List<Integer> visible =
                new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
        while (least(visible) > room.orElse(Integer.MAX_VALUE)) {
            Integer next = visible.stream()
                    .filter(i -> columns.get(i).dropped() > 0)
                    .max(Comparator.comparingInt(i -> columns.get(i).dropped()))
                    .orElse(null);
            if (next == null) {
                break;
            }
            visible.remove(next);
        }
        return visible;
    }

    private int least(List<Integer> visible) {
        return gaps(visible)
                + visible.stream()
                        .mapToInt(i -> columns.get(i).isFlexible() ? Math.min(NARROWEST, widths[i]) : widths[i])
                        .sum();
    }

    /** The widths, those of flexible columns lessened until all fit, the widest first. */
    private int[] fitting(List<Integer> visible) {
        int[] fitting = widths.clone();
        long excess =
                gaps(visible) + visible.stream().mapToLong(i -> fitting[i]).sum() - room.orElse(Integer.MAX_VALUE);
        while (excess > 0) {
            int widest = visible.stream()
                    .filter(i -> columns.get(i).isFlexible() && fitting[i] > NARROWEST)
                    .max(Comparator.comparingInt(i -> fitting[i]))
                    .orElse(-1);
            if (widest < 0) {
                break;
            }
            // Down to the next widest at once would be faster; but a name has ten million characters at most.
            fitting[widest]--;
            excess--;
        }
        return fitting;
    }

    private static int gaps(List<Integer> visible) {
        return GAP.length() * Math.max(0, visible.size() - 1);
    }

    private static void printRow(PrintWriter out, List<String> cells, List<Integer> visible, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i : visible) {
            line.append(Shown.padded(Shown.cut(cells.get(i), widths[i]), widths[i]))
                    .append(GAP);
        }
        out.println(line.toString().stripTrailing());
    }
}
