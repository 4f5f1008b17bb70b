package org.triceras.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicParserTest {
    private static List<String> parse(String source) {
        return MagicParser.parse(new MagicCode(source, 0), Set.of("time", "ls")::contains).stream()
                .map(MagicParserTest::describe)
                .toList();
    }

    private static String describe(CellPart part) {
        if (part instanceof CellPart.Java java) {
            return "java " + java.code().offset() + " " + java.code().text().strip();
        }
        CellPart.Call call = (CellPart.Call) part;
        MagicCall magic = call.call();
        return (call.target() == null ? "" : call.target().text() + " ")
                + magic.title() + "@" + magic.offset() + " ["
                + magic.arguments().text() + "]@"
                + magic.arguments().offset()
                + (magic.isCell()
                        ? " {" + magic.body().text() + "}@" + magic.body().offset()
                        : "");
    }

    @Test
    void linesStandBetweenJava() {
        assertThat(parse("int x = 1;\n%time f(x)\nx + 1"))
                .containsExactly("java 0 int x = 1;", "%time@11 [f(x)]@17", "java 22 x + 1");
        assertThat(parse("int x = 1\n  %ls -l  \n")).containsExactly("java 0 int x = 1", "%ls@12 [-l]@16");
        assertThat(parse("%ls\n%ls a b")).containsExactly("%ls@0 []@3", "%ls@4 [a b]@8");
    }

    @Test
    void aCellMagicTakesTheCell() {
        assertThat(parse("\n%%bash -x\necho %ls\n")).containsExactly("%%bash@1 [-x]@8 {echo %ls\n}@11");
        assertThat(parse("%%html")).containsExactly("%%html@0 []@6 {}@6");
        assertThatThrownBy(() -> parse("int x = 1;\n%%bash\necho")).hasMessageContaining("first line");
    }

    @Test
    void valuesCanBeAssigned() {
        assertThat(parse("List<String> f = %ls *.csv\nf.size()"))
                .containsExactly("List<String> f = %ls@17 [*.csv]@21", "java 27 f.size()");
        assertThat(parse("f = %nosuch")).containsExactly("f = %nosuch@4 []@11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int r = 17\n  % y;",
                "int r = 17\n  %y;",
                "int r = (17\n  %time);",
                "int r = 17 +\n  x\n%y;",
                "String s = \"\"\"\n%ls\n\"\"\";",
                "/*\n%ls\n*/ int x = 1;",
                "void f() {\n  int a = 5\n  %time;\n}",
                "String s = \"{\"; // {\nchar c = '{'; int z = a\n%b;",
                "int q = 5 *\n%time",
                "double d = 5 % 3;",
                "System.out.printf(\"%d\", 5)"
            })
    void remaindersAndTextsStayJava(String source) {
        assertThat(parse(source)).hasSize(1).allMatch(part -> part.startsWith("java 0"));
    }

    @Test
    void unknownNamesAreMagicsWhereARemainderCannotStand() {
        assertThat(parse("int x = 1;\n%foo")).containsExactly("java 0 int x = 1;", "%foo@11 []@15");
        assertThat(parse("void f() { }\n%foo")).contains("%foo@13 []@17");
        assertThat(parse("// what follows\n%foo")).contains("%foo@16 []@20");
    }

    @Test
    void mostCellsAreKnownToHaveNone() {
        assertThat(MagicParser.mayHaveMagics("System.out.printf(\"%d%%\", 5 % 3);\nint x = 7\n% 2;"))
                .isTrue();
        assertThat(MagicParser.mayHaveMagics("System.out.printf(\"%d%%\", 5 % 3);\nint x = 7 % 2;"))
                .isFalse();
        assertThat(MagicParser.mayHaveMagics("\n  %ls")).isTrue();
        assertThat(MagicParser.mayHaveMagics("var x =%ls")).isTrue();
    }

    @Test
    void wordsAreSplitAsAShellDoes() {
        assertThat(Words.split(" a \"b c\" d\\ e 'f \"g' h\"i\"j \"\" "))
                .containsExactly("a", "b c", "d e", "f \"g", "hij", "");
    }
}
