/** Settings of the user. */
package org.triceras.keras.config;
