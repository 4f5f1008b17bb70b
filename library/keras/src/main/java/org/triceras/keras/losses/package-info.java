/** What training minimizes, as in Keras 3. */
package org.triceras.keras.losses;
