package org.triceras.kernel.debug;

/**
 * A variable, field or element, as a debugger lists it.
 *
 * @param value a few words on it
 * @param type its class
 * @param reference the number under which its parts can be asked for, 0 when it has none
 */
public record Variable(String name, String value, String type, int reference) {
    /** With other words on the value. */
    public Variable withValue(String text) {
        return new Variable(name, text, type, reference);
    }

    /** With a declared type instead of the value's own. */
    public Variable withType(String declared) {
        return new Variable(name, value, declared, reference);
    }
}
