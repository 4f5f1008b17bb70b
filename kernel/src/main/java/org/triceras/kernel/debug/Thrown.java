package org.triceras.kernel.debug;

import java.util.List;

/**
 * An exception in the code of cells.
 *
 * @param frames the calls when it was noticed first: later they are left
 * @param isShown whether a thread has stood still for it
 */
record Thrown(Throwable failure, List<Stop.Frame> frames, boolean isShown) {}
