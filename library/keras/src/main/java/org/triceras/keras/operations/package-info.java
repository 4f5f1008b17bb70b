/** Tensor operations between the layers of a functional model, as Keras's files name them. */
package org.triceras.keras.operations;
