package org.triceras.kernel.debug;

/** Exceptions for which cells can be made to stop. */
public enum ExceptionFilter {
    RAISED(
            "raised",
            "Raised exceptions",
            "Stops where the code of a cell throws an exception, or is thrown one by what it calls."),
    UNCAUGHT("uncaught", "Uncaught exceptions", "Stops at an exception that nothing in the cell catches.");

    private final String id;
    private final String label;
    private final String description;

    ExceptionFilter(String id, String label, String description) {
        this.id = id;
        this.label = label;
        this.description = description;
    }

    /** What requests call it. */
    public String id() {
        return id;
    }

    /** What a person sees. */
    public String label() {
        return label;
    }

    public String description() {
        return description;
    }
}
