/** Compilers of cells: where they find classes, and what they make of a statement. */
package org.triceras.kernel.compiler;
