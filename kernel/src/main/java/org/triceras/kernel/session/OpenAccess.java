package org.triceras.kernel.session;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Whether the classes of a statement could be in another class loader than the classes that cells have declared, where they would see only what is
 * public in these: for the JVM a package is another one in each loader.
 */
final class OpenAccess {
    /** Wherever a class of cells is named in a class file. */
    private static final Pattern DECLARED =
            Pattern.compile("REPL/\\$JShell\\$[\\w$]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** What begins a text in a class file's table of constants. */
    private static final int UTF8 = 1;

    private final Function<String, byte[]> declared;
    private final Map<String, Shape> known = new HashMap<>();

    /** What others see of a class. */
    private record Shape(boolean isPublic, String above, Set<String> members, Set<String> publicMembers) {}

    /** @param declared the bytecode of a class that cells have declared, by its name with slashes; null for any other */
    OpenAccess(Function<String, byte[]> declared) {
        this.declared = declared;
    }

    boolean suffices(Iterable<byte[]> classes) {
        for (byte[] each : classes) {
            if (!suffices(each, new ClassReader(each))) {
                return false;
            }
        }
        return true;
    }

    private boolean suffices(byte[] bytecode, ClassReader reader) {
        // A subclass could not override what is not public.
        boolean inherits = declared.apply(reader.getSuperName()) != null;
        for (String each : reader.getInterfaces()) {
            inherits |= declared.apply(each) != null;
        }
        if (inherits) {
            return false;
        }
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            // Texts: names of classes, and types of fields and methods.
            if (at > 0 && bytecode[at - 1] == UTF8) {
                int length = reader.readUnsignedShort(at);
                Matcher name = DECLARED.matcher(new String(bytecode, at + 2, length, StandardCharsets.UTF_8));
                while (name.find()) {
                    Shape shape = shape(name.group());
                    if (shape != null && !shape.isPublic()) {
                        return false;
                    }
                }
            }
        }
        Uses uses = new Uses();
        reader.accept(uses, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return uses.open;
    }

    private Shape shape(String name) {
        return known.computeIfAbsent(name, n -> {
            byte[] bytecode = declared.apply(n);
            if (bytecode == null) {
                return null;
            }
            ClassReader reader = new ClassReader(bytecode);
            Set<String> members = new HashSet<>();
            Set<String> publicMembers = new HashSet<>();
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public FieldVisitor visitField(int access, String field, String type, String s, Object v) {
                            add(access, field + type);
                            return null;
                        }

                        @Override
                        public MethodVisitor visitMethod(int access, String method, String type, String s, String[] e) {
                            add(access, method + type);
                            return null;
                        }

                        private void add(int access, String member) {
                            members.add(member);
                            if ((access & Opcodes.ACC_PUBLIC) != 0) {
                                publicMembers.add(member);
                            }
                        }
                    },
                    ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            // The class that JShell puts around a declaration is made public when it is loaded.
            boolean isAround = n.indexOf('$', "REPL/$JShell$".length()) < 0;
            boolean isPublic = isAround || (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0;
            return new Shape(isPublic, reader.getSuperName(), members, publicMembers);
        });
    }

    private boolean isOpen(String owner, String member) {
        for (Shape shape = shape(owner); shape != null; shape = shape(shape.above())) {
            if (shape.members().contains(member)) {
                return shape.publicMembers().contains(member);
            }
        }
        return true;
    }

    /** What the code of a class uses of others. */
    private final class Uses extends ClassVisitor {
        private boolean open = true;

        Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String fieldType) {
                    open &= isOpen(owner, field + fieldType);
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String methodType, boolean i) {
                    open &= isOpen(owner, method + methodType);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String calledType, Handle by, Object... arguments) {
                    for (Object each : arguments) {
                        if (each instanceof Handle handle) {
                            open &= isOpen(handle.getOwner(), handle.getName() + handle.getDesc());
                        }
                    }
                }
            };
        }
    }
}
