package org.triceras.kernel.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which simple names packages and classes hold, as far as it can be told without a compiler. */
public final class ClassNames {
    private final IndexedFiles files;
    private final Map<String, Set<String>> ofPackages = new HashMap<>();
    private final Map<String, Set<String>> ofClasses = new HashMap<>();

    public ClassNames(IndexedFiles files) {
        this.files = files;
    }

    /** Looks again at the next question. */
    public void forget() {
        ofPackages.clear();
        ofClasses.clear();
    }

    /** Whether one of the names is, or may be, that of a class in the package. */
    public boolean mayBeInPackage(String name, Set<String> names) {
        Set<String> there = ofPackages.computeIfAbsent(name, this::classesOf);
        // A class's nested classes can be imported like this too.
        return there.isEmpty() || !Collections.disjoint(names, there);
    }

    private Set<String> classesOf(String name) {
        Set<String> simple = new HashSet<>();
        for (JavaFileObject file : files.listAnywhere(name)) {
            String binary = ((ClassFile) file).binaryName();
            simple.add(binary.substring(binary.lastIndexOf('.') + 1));
        }
        return simple;
    }

    /** Whether one of the names is, or may be, that of a member of the class. */
    public boolean mayBeMember(String className, Set<String> names) {
        Set<String> there = ofClasses.computeIfAbsent(className, this::membersOf);
        return there.isEmpty() || !Collections.disjoint(names, there);
    }

    private Set<String> membersOf(String className) {
        Set<String> members = new HashSet<>();
        return addMembers(className, members) ? members : Set.of();
    }

    private boolean addMembers(String className, Set<String> members) {
        try {
            JavaFileObject file = find(className);
            if (file == null) {
                return false;
            }
            Members found = new Members(members);
            try (InputStream in = file.openInputStream()) {
                new ClassReader(in.readAllBytes())
                        .accept(found, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
            for (String above : found.above) {
                if (!above.equals("java/lang/Object") && !addMembers(above.replace('/', '.'), members)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private JavaFileObject find(String className) throws IOException {
        JavaFileObject file =
                files.getJavaFileForInput(StandardLocation.CLASS_PATH, className, JavaFileObject.Kind.CLASS);
        if (file == null) {
            for (JavaFileObject each : files.listAnywhere(className.substring(0, className.lastIndexOf('.')))) {
                if (((ClassFile) each).binaryName().equals(className)) {
                    return each;
                }
            }
        }
        return file;
    }

    private static final class Members extends ClassVisitor {
        private final Set<String> members;
        private final Set<String> above = new HashSet<>();

        Members(Set<String> members) {
            super(Opcodes.ASM9);
            this.members = members;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            if (superName != null) {
                above.add(superName);
            }
            above.addAll(Set.of(interfaces));
        }

        @Override
        public void visitInnerClass(String name, String outerName, String innerName, int access) {
            if (innerName != null) {
                members.add(innerName);
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            members.add(name);
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            members.add(name);
            return null;
        }
    }
}
