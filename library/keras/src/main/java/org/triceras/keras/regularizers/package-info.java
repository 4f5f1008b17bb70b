/** Penalties on weights and outputs, as in Keras 3. */
package org.triceras.keras.regularizers;
