/** Configs as YAML. */
package org.triceras.formats.yaml;
