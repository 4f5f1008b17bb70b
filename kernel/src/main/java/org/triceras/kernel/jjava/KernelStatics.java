package org.triceras.kernel.jjava;

import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** What JJava has in scope in every cell and ours do not; imported when the first extension comes. Public because cells call it. */
public final class KernelStatics {
    private KernelStatics() {}

    /** The kernel as extensions see it. */
    public static BaseKernel getKernelInstance() {
        return BaseKernel.notebookKernel();
    }
}
