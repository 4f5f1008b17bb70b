/** Activation functions, as in Keras 3. */
package org.triceras.keras.activations;
