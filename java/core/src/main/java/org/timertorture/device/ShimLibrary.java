// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;

/** The library {@code libtimertorture} as {@code tt_shim.h} declares it. Negative return values are {@code -errno}. */
public interface ShimLibrary extends Library {

    /** Returns the {@code TT_ABI} that the library was built with. */
    int tt_abi();

    int tt_open(String path);

    int tt_ioctl(int fd, int nr, Pointer buf, int size);

    int tt_read(int fd, Pointer buf, int size, int timeoutMillis);

    int tt_close(int fd);

    /**
     * Returns the library, which is a resource on the class path. It is loaded only once.
     *
     * @throws IOException if there is none for this machine, or if it cannot be loaded
     */
    static ShimLibrary load() throws IOException {
        return Loader.load();
    }

    /** Holds the loaded library. */
    final class Loader {
        private static ShimLibrary loaded;

        private Loader() {}

        private static synchronized ShimLibrary load() throws IOException {
            if (loaded == null) {
                try {
                    // The library is loaded by its path. A load by its name would prefer a library found on
                    // LD_LIBRARY_PATH.
                    String path = Native.extractFromResourcePath("timertorture", Loader.class.getClassLoader())
                            .getPath();
                    loaded = Native.load(path, ShimLibrary.class);
                } catch (IOException | UnsatisfiedLinkError e) {
                    throw new IOException("libtimertorture does not load: " + e.getMessage(), e);
                }
            }
            return loaded;
        }
    }
}
