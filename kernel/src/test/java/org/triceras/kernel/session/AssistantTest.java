package org.triceras.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is offered while code is being written; a bar stands for the cursor. */
class AssistantTest extends OpenSession {
    private static List<String> complete(String code) {
        int cursor = code.indexOf('|');
        return session.assistant().complete(code.replace("|", ""), cursor).matches();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc.|\"",
                "dense(3).activation(\"|\")",
                "Path.of(\"|",
                "char c = 'a|'",
                "String s = \"\"\"\n  a \"b\" Str|\n\"\"\";",
                "// str.|",
                "int a = 1; // Str|\nint b;",
                "/* str.| */",
                "/** Str|",
                "%ls\n\"java.|\""
            })
    void nothingIsOfferedInTextsAndComments(String code) {
        assertThat(complete(code)).isEmpty();
    }

    @Test
    void behindThemAllIsOfferedAgain() {
        assertThat(complete("\"it's \\\" // \".length() + Math.ma|")).contains("max(");
        assertThat(complete("// \" /*\n/* ' */ Math.ma|")).contains("max(");
        assertThat(complete("char c = '\"'; \"a\".leng|")).contains("length()");
    }
}
