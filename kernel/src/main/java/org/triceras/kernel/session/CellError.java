package org.triceras.kernel.session;

import java.util.List;

/**
 * Why a cell failed.
 *
 * @param name the exception's simple name, or "CompileError"
 * @param message one line
 * @param traceback lines to show, the user's code marked; may hold ANSI colours
 */
public record CellError(String name, String message, List<String> traceback) {}
