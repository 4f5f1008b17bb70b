/** How weights follow their gradients, as in Keras 3. */
package org.triceras.keras.optimizers;
