package org.triceras.keras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.triceras.keras.util.Rng;

/**
 * Things of a known or unknown number that can be gone through again and again, and what can be done to their order without looking at them: a
 * dataset does it to whole batches, or to the numbers of rows, which are cheaper to move.
 */
abstract class Elements<T> {
    /** The number of elements, or {@link Dataset#INFINITE} or {@link Dataset#UNKNOWN}. */
    abstract long count();

    /** Begins a pass. */
    abstract Iterator<T> open();

    /** Iterators of an unknown end: {@link #advance} finds the next element, or says that there is none. */
    abstract static class Cursor<T> implements Iterator<T> {
        private T next;
        private boolean looked;
        private boolean there;

        /** Calls {@link #give} with the next element, or nothing. */
        abstract void advance();

        final void give(T element) {
            next = element;
            there = true;
        }

        @Override
        public final boolean hasNext() {
            if (!looked) {
                there = false;
                advance();
                looked = true;
            }
            return there;
        }

        @Override
        public final T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The dataset has no more elements.");
            }
            looked = false;
            T element = next;
            next = null;
            return element;
        }
    }

    static <T> Elements<T> of(long count, Supplier<Iterator<T>> pass) {
        return new Elements<>() {
            @Override
            long count() {
                return count;
            }

            @Override
            Iterator<T> open() {
                return pass.get();
            }
        };
    }

    Elements<T> take(long n) {
        return of(count() < 0 ? (count() == Dataset.INFINITE ? n : Dataset.UNKNOWN) : Math.min(n, count()), () -> {
            Iterator<T> source = open();
            return new Cursor<T>() {
                private long left = n;

                @Override
                void advance() {
                    if (left > 0 && source.hasNext()) {
                        left--;
                        give(source.next());
                    }
                }
            };
        });
    }

    Elements<T> skip(long n) {
        return of(count() < 0 ? count() : Math.max(0, count() - n), () -> {
            Iterator<T> source = open();
            return new Cursor<T>() {
                private long left = n;

                @Override
                void advance() {
                    for (; left > 0 && source.hasNext(); left--) {
                        source.next();
                    }
                    if (source.hasNext()) {
                        give(source.next());
                    }
                }
            };
        });
    }

    /** @param times {@link Dataset#INFINITE} for ever */
    Elements<T> repeat(long times) {
        long count =
                times == 0 || count() == 0 ? 0 : times < 0 || count() < 0 ? Math.max(count(), times) : times * count();
        if (count() == Dataset.UNKNOWN && times >= 0) {
            count = Dataset.UNKNOWN;
        } else if (count() == Dataset.INFINITE || times < 0) {
            count = count() == 0 ? 0 : Dataset.INFINITE;
        }
        return of(count, () -> new Cursor<T>() {
            private long left = times;
            private Iterator<T> source;

            @Override
            void advance() {
                if (source != null && source.hasNext()) {
                    give(source.next());
                    return;
                }
                // A pass without elements ends it: the next one would have none either.
                if (left != 0) {
                    left = Math.max(Dataset.INFINITE, left - 1);
                    source = open();
                    if (source.hasNext()) {
                        give(source.next());
                    }
                }
            }
        });
    }

    /** Every n-th element from number {@code index} on. */
    Elements<T> shard(long n, long index) {
        return of(count() < 0 ? count() : Math.max(0, (count() - index + n - 1) / n), () -> {
            Iterator<T> source = open();
            return new Cursor<T>() {
                private long at;

                @Override
                void advance() {
                    while (source.hasNext()) {
                        T element = source.next();
                        if (at++ % n == index) {
                            give(element);
                            return;
                        }
                    }
                }
            };
        });
    }

    /**
     * Takes a random one of the next {@code size} elements each time.
     *
     * @param seed null for another order by {@link Rng} in each pass
     * @param again whether passes with a seed differ from each other
     */
    Elements<T> shuffle(int size, Long seed, boolean again) {
        SplittableRandom seeds = seed == null ? null : new SplittableRandom(seed);
        return of(count(), () -> {
            long first = seed == null ? Rng.nextSeed() : seed;
            if (seeds != null && again) {
                synchronized (seeds) {
                    first = seeds.nextLong();
                }
            }
            return shuffled(open(), size, new SplittableRandom(first));
        });
    }

    private static <T> Iterator<T> shuffled(Iterator<T> source, int size, SplittableRandom random) {
        return new Cursor<>() {
            private final List<T> waiting = new ArrayList<>();

            @Override
            void advance() {
                while (waiting.size() < size && source.hasNext()) {
                    waiting.add(source.next());
                }
                if (!waiting.isEmpty()) {
                    int chosen = random.nextInt(waiting.size());
                    int last = waiting.size() - 1;
                    T element = waiting.get(chosen);
                    waiting.set(chosen, waiting.get(last));
                    waiting.remove(last);
                    give(element);
                }
            }
        };
    }
}
