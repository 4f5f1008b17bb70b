package org.triceras.kernel.session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A session that is there for all tests of a class. */
public abstract class OpenSession {
    protected static Session session;

    @BeforeAll
    static void open() {
        session = new Session();
    }

    @AfterAll
    static void close() {
        session.close();
    }
}
