package org.triceras.kernel.debug;

import java.util.Optional;
import org.triceras.kernel.session.CellLine;

/** Finds the line of a cell from which a line of a compiled class was made. */
@FunctionalInterface
interface CellLocator {
    Optional<CellLine> locate(String className, int line);
}
