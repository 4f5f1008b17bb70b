/** A debugger for cells: probes in their bytecode, breakpoints, steps and the values of variables. */
package org.triceras.kernel.debug;
