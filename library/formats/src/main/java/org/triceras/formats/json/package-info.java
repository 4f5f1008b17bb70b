/** Configs as JSON. */
package org.triceras.formats.json;
