package org.strangenoise.studies.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.strangenoise.budget.Player;
import org.strangenoise.budget.Split;
import org.strangenoise.figures.BarFill;
import org.strangenoise.figures.ColorScale;

/**
 * Colours of players in a stack: a sequential scale for steps; a colour each for a few; of more, a hue for each
 * mechanism (or for each of what comes first in the split) and a shade of it for each of its parts.
 *
 * @param order places of the players from the bottom of the stack: those of one hue together
 * @param fills by place
 */
record ShareFills(List<Integer> order, List<BarFill> fills) {

    /** As many as there are colours in the palette. */
    private static final int COLORS = 8;

    ShareFills {
        order = List.copyOf(order);
        fills = List.copyOf(fills);
    }

    static ShareFills of(List<Player> players, Set<Split> splits) {
        boolean steps = splits.contains(Split.STEP);
        List<String> hues = players.stream().map(ShareFills::hue).toList();
        List<String> distinct = hues.stream().distinct().toList();
        List<BarFill> fills = new ArrayList<>();
        for (int i = 0; i < players.size(); i++) {
            String hue = hues.get(i);
            int rank = (int) hues.subList(0, i).stream().filter(hue::equals).count();
            int count = (int) hues.stream().filter(hue::equals).count();
            double place = count > 1 ? rank / (count - 1.0) : 0.5;
            if (steps && distinct.size() == 1) {
                fills.add(new BarFill.Graded(ColorScale.VIRIDIS, place));
            } else if (!steps && players.size() <= COLORS) {
                fills.add(new BarFill.Plain(i));
            } else {
                fills.add(new BarFill.Shade(distinct.indexOf(hue), place, steps));
            }
        }
        List<Integer> order = IntStream.range(0, players.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> distinct.indexOf(hues.get(i))))
                .toList();
        return new ShareFills(order, fills);
    }

    private static String hue(Player player) {
        if (player.mechanism() != null) {
            return player.mechanism();
        }
        if (player.qubit() != null) {
            return "qubit " + player.qubit();
        }
        return player.operation() == null ? "" : player.operation();
    }
}
