package org.triceras.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places boxes in ranks by what they follow. Arrows over several ranks get a place in each, so that they do not run through boxes; boxes of a
 * rank are ordered by the middle of their neighbours, which keeps crossings few.
 */
final class LayeredLayout {
    private static final int SWEEPS = 12;
    private static final double GAP = 28;

    /** A box, or a bend of an arrow, which has no width. */
    private static final class Place {
        final double width;
        int rank;
        double centre;
        final List<Place> above = new ArrayList<>();
        final List<Place> below = new ArrayList<>();

        Place(double width) {
            this.width = width;
        }

        double middle(List<Place> neighbours) {
            return neighbours.isEmpty()
                    ? centre
                    : neighbours.stream().mapToDouble(p -> p.centre).average().orElseThrow();
        }
    }

    private final List<Place> boxes = new ArrayList<>();
    private final List<List<Place>> ranks = new ArrayList<>();
    private final List<List<Place>> bends = new ArrayList<>();
    private double width;

    /**
     * @param widths of the boxes, each after those that it follows
     * @param arrows pairs of numbers of boxes, from a lower to a higher one
     */
    LayeredLayout(double[] widths, int[][] arrows) {
        for (double each : widths) {
            boxes.add(new Place(each));
        }
        for (int i = 0; i < widths.length; i++) {
            for (int[] arrow : arrows) {
                if (arrow[1] == i) {
                    boxes.get(i).rank = Math.max(boxes.get(i).rank, boxes.get(arrow[0]).rank + 1);
                }
            }
        }
        boxes.forEach(this::enter);
        for (int[] arrow : arrows) {
            join(boxes.get(arrow[0]), boxes.get(arrow[1]));
        }
        ranks.forEach(LayeredLayout::spread);
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            sweep(sweep % 2 == 0, sweep < SWEEPS - 4);
        }
        double left = Double.POSITIVE_INFINITY;
        double right = 0;
        for (List<Place> rank : ranks) {
            for (Place place : rank) {
                left = Math.min(left, place.centre - place.width / 2);
            }
        }
        for (List<Place> rank : ranks) {
            for (Place place : rank) {
                place.centre -= left;
                right = Math.max(right, place.centre + place.width / 2);
            }
        }
        width = right;
    }

    private void enter(Place place) {
        while (ranks.size() <= place.rank) {
            ranks.add(new ArrayList<>());
        }
        ranks.get(place.rank).add(place);
    }

    private void join(Place from, Place to) {
        List<Place> way = new ArrayList<>();
        Place last = from;
        for (int rank = from.rank + 1; rank < to.rank; rank++) {
            Place bend = new Place(0);
            bend.rank = rank;
            enter(bend);
            way.add(bend);
            link(last, bend);
            last = bend;
        }
        link(last, to);
        bends.add(way);
    }

    private static void link(Place upper, Place lower) {
        upper.below.add(lower);
        lower.above.add(upper);
    }

    private static void spread(List<Place> rank) {
        double x = 0;
        for (Place place : rank) {
            place.centre = x + place.width / 2;
            x += place.width + GAP;
        }
    }

    private void sweep(boolean isDown, boolean mayReorder) {
        for (int i = 0; i < ranks.size(); i++) {
            List<Place> rank = ranks.get(isDown ? i : ranks.size() - 1 - i);
            double[] wanted = rank.stream()
                    .mapToDouble(p -> p.middle(isDown ? p.above : p.below))
                    .toArray();
            for (int k = 0; k < wanted.length; k++) {
                rank.get(k).centre = wanted[k];
            }
            if (mayReorder) {
                rank.sort(Comparator.comparingDouble(p -> p.centre));
            }
            separate(rank);
        }
    }

    /** Moves overlapping neighbours apart, evenly to both sides. */
    private static void separate(List<Place> rank) {
        double[] fromLeft = new double[rank.size()];
        double[] fromRight = new double[rank.size()];
        for (int i = 0; i < rank.size(); i++) {
            double least = i == 0 ? Double.NEGATIVE_INFINITY : fromLeft[i - 1] + apart(rank, i);
            fromLeft[i] = Math.max(rank.get(i).centre, least);
        }
        for (int i = rank.size() - 1; i >= 0; i--) {
            double most = i == rank.size() - 1 ? Double.POSITIVE_INFINITY : fromRight[i + 1] - apart(rank, i + 1);
            fromRight[i] = Math.min(rank.get(i).centre, most);
        }
        for (int i = 0; i < rank.size(); i++) {
            rank.get(i).centre = (fromLeft[i] + fromRight[i]) / 2;
        }
    }

    private static double apart(List<Place> rank, int i) {
        return (rank.get(i - 1).width + rank.get(i).width) / 2 + GAP;
    }

    /** The whole width. */
    double width() {
        return width;
    }

    int ranks() {
        return ranks.size();
    }

    int rankOf(int box) {
        return boxes.get(box).rank;
    }

    double centreOf(int box) {
        return boxes.get(box).centre;
    }

    /** Where an arrow passes the ranks between its ends. */
    double[] bendsOf(int arrow) {
        return bends.get(arrow).stream().mapToDouble(p -> p.centre).toArray();
    }
}
