package org.triceras.kernel.debug;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Lambdas of expressions. The JDK's own makes a class that calls the lambda's code by the name of the class it stands in, which on JDK 17 fails
 * for a hidden one; this makes one that has a handle to the code. Public because expressions link to it.
 */
public final class ExpressionLambdas {
    private static final String HANDLE = Type.getDescriptor(MethodHandle.class);
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final Handle BOOTSTRAP = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(ExpressionLambdas.class),
            "bootstrap",
            MethodType.methodType(
                            CallSite.class,
                            MethodHandles.Lookup.class,
                            String.class,
                            MethodType.class,
                            MethodType.class,
                            MethodHandle.class)
                    .toMethodDescriptorString(),
            false);

    private ExpressionLambdas() {}

    /** Has a class's lambdas made here. */
    static byte[] rewrite(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return new Rewrite(
                                super.visitMethod(access, name, descriptor, signature, exceptions),
                                reader.getClassName());
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Rewrite extends MethodVisitor {
        private final String owner;

        Rewrite(MethodVisitor next, String owner) {
            super(Opcodes.ASM9, next);
            this.owner = owner;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            boolean isOwn = bootstrap.getOwner().equals(METAFACTORY)
                    && ((Handle) arguments[1]).getOwner().equals(owner);
            if (isOwn) {
                super.visitInvokeDynamicInsn(name, descriptor, BOOTSTRAP, arguments[0], arguments[1]);
            } else {
                super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
            }
        }
    }

    /**
     * Links the place where a lambda is made.
     *
     * @param name of the interface's method
     * @param made takes what is captured and returns the interface
     * @param type of the interface's method
     * @param code takes what is captured and then the method's arguments
     */
    public static CallSite bootstrap(
            MethodHandles.Lookup caller, String name, MethodType made, MethodType type, MethodHandle code)
            throws ReflectiveOperationException {
        Class<?> lambda = caller.defineHiddenClass(bytecode(caller.lookupClass(), made.returnType(), name, type), true)
                .lookupClass();
        MethodHandle constructor =
                caller.findConstructor(lambda, MethodType.methodType(void.class, MethodHandle.class));
        MethodHandle make = MethodHandles.lookup()
                .findStatic(
                        ExpressionLambdas.class,
                        "make",
                        MethodType.methodType(
                                Object.class,
                                MethodHandle.class,
                                MethodHandle.class,
                                MethodType.class,
                                Object[].class));
        return new ConstantCallSite(MethodHandles.insertArguments(make, 0, constructor, code, type)
                .asCollector(Object[].class, made.parameterCount())
                .asType(made));
    }

    private static Object make(MethodHandle constructor, MethodHandle code, MethodType type, Object[] captured)
            throws Throwable {
        return constructor.invoke(
                MethodHandles.insertArguments(code, 0, captured).asType(type));
    }

    /** A class that implements the interface by calling the handle that it was made with. */
    private static byte[] bytecode(Class<?> owner, Class<?> face, String name, MethodType type) {
        String className = owner.getPackageName().replace('.', '/') + "/$Lambda";
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                className,
                null,
                "java/lang/Object",
                new String[] {Type.getInternalName(face)});
        writer.visitField(Opcodes.ACC_FINAL, "code", HANDLE, null, null).visitEnd();
        MethodVisitor constructor = writer.visitMethod(0, "<init>", "(" + HANDLE + ")V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitVarInsn(Opcodes.ALOAD, 1);
        constructor.visitFieldInsn(Opcodes.PUTFIELD, className, "code", HANDLE);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        String descriptor = type.toMethodDescriptorString();
        MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitFieldInsn(Opcodes.GETFIELD, className, "code", HANDLE);
        int slot = 1;
        for (Type each : Type.getArgumentTypes(descriptor)) {
            method.visitVarInsn(each.getOpcode(Opcodes.ILOAD), slot);
            slot += each.getSize();
        }
        method.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, Type.getInternalName(MethodHandle.class), "invokeExact", descriptor, false);
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
