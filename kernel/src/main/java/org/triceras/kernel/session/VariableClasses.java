package org.triceras.kernel.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Classes of variables that JShell has compiled anew. It does so whenever something changes that a declaration mentions: a method that the initializer
 * calls, another variable, any import of a package. The initializer has run and never does again, so unless the variable's own type has changed
 * the loaded class, with the value in it, is as good as the new one.
 */
final class VariableClasses {
    private VariableClasses() {}

    /**
     * Whether the loaded classes will do.
     *
     * @param changed what JShell would put in their place
     * @param loaded what was compiled before, by name
     * @param declared the variables that are being declared by the user, whose new initializers must run
     */
    static boolean mayStay(ClassBytecodes[] changed, Map<String, byte[]> loaded, Supplier<Set<String>> declared) {
        Map<String, byte[]> outer = new HashMap<>();
        for (ClassBytecodes each : changed) {
            byte[] before = loaded.get(each.name());
            if (before == null || !Shape.of(before).equals(Shape.of(each.bytecodes()))) {
                return false;
            }
            String name = outer(each.name());
            outer.put(name, loaded.get(name));
        }
        Set<String> variables = new TreeSet<>();
        for (byte[] each : outer.values()) {
            Shape shape = each == null ? null : Shape.of(each);
            if (shape == null || shape.variables().isEmpty()) {
                return false;
            }
            variables.addAll(shape.variables());
        }
        return declared.get().stream().noneMatch(variables::contains);
    }

    /** The class that JShell has put around the declaration. */
    private static String outer(String name) {
        int end = name.indexOf('$', Statements.LAST_DOLLAR + 1);
        return end < 0 ? name : name.substring(0, end);
    }

    /**
     * What other classes see of one.
     *
     * @param variables its static fields
     */
    private record Shape(Set<String> variables, Set<String> members) {
        static Shape of(byte[] bytecode) {
            Set<String> variables = new TreeSet<>();
            Set<String> members = new TreeSet<>();
            ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9) {
                @Override
                public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
                    if ((access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0) {
                        variables.add(name);
                    }
                    add(access, name, type, signature);
                    return null;
                }

                @Override
                public MethodVisitor visitMethod(
                        int access, String name, String type, String signature, String[] exceptions) {
                    add(access, name, type, signature);
                    return null;
                }

                private void add(int access, String name, String type, String signature) {
                    if ((access & Opcodes.ACC_SYNTHETIC) == 0) {
                        members.add(access + " " + name + " " + type + " " + signature);
                    }
                }
            };
            new ClassReader(bytecode)
                    .accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return new Shape(variables, members);
        }
    }
}
