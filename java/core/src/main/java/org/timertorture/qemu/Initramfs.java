// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The root file system of a guest, a cpio archive in the newc format. It is not compressed, because unpacking it under
 * emulation takes longer than reading it. Paths are absolute; missing parent directories are added.
 */
public final class Initramfs {
    private static final int PERMISSIONS = 0777;

    /** One entry of the archive. */
    private interface Item {
        CpioArchiveEntry entry(String name) throws IOException;

        default void copyTo(OutputStream out) throws IOException {}
    }

    private record Device(int type, int mode, int major, int minor) implements Item {
        @Override
        public CpioArchiveEntry entry(String name) {
            CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
            entry.setMode(type | mode);
            entry.setRemoteDeviceMaj(major);
            entry.setRemoteDeviceMin(minor);
            return entry;
        }
    }

    private record Bytes(int type, int mode, byte[] content) implements Item {
        @Override
        public CpioArchiveEntry entry(String name) {
            CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name, content.length);
            entry.setMode(type | mode);
            return entry;
        }

        @Override
        public void copyTo(OutputStream out) throws IOException {
            out.write(content);
        }
    }

    private record HostFile(int mode, Path file) implements Item {
        @Override
        public CpioArchiveEntry entry(String name) throws IOException {
            CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name, Files.size(file));
            entry.setMode(CpioConstants.C_ISREG | mode);
            return entry;
        }

        @Override
        public void copyTo(OutputStream out) throws IOException {
            Files.copy(file, out);
        }
    }

    // The map is sorted so that a directory precedes its contents.
    private final Map<String, Item> items = new TreeMap<>();

    /** Adds an empty directory. */
    public Initramfs directory(String path) {
        return put(path, new Bytes(CpioConstants.C_ISDIR, 0755, new byte[0]));
    }

    /**
     * Adds a file.
     *
     * @param mode its permissions
     */
    public Initramfs file(String path, int mode, byte[] content) {
        return put(path, new Bytes(CpioConstants.C_ISREG, mode & PERMISSIONS, content.clone()));
    }

    /**
     * Adds a file of the host, which is read when the archive is written.
     *
     * @param mode its permissions
     */
    public Initramfs file(String path, int mode, Path from) {
        return put(path, new HostFile(mode & PERMISSIONS, from));
    }

    /** Adds a symbolic link. */
    public Initramfs link(String path, String target) {
        return put(path, new Bytes(CpioConstants.C_ISLNK, PERMISSIONS, target.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a character device. */
    public Initramfs characterDevice(String path, int mode, int major, int minor) {
        return put(path, new Device(CpioConstants.C_ISCHR, mode & PERMISSIONS, major, minor));
    }

    /**
     * Adds a whole directory of the host. Files keep their execute permission, and links stay links.
     *
     * @param at the directory's path in the guest
     * @throws IOException if the directory cannot be read
     */
    public Initramfs tree(Path from, String at) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                String path = file.equals(from) ? at : at + "/" + from.relativize(file);
                if (Files.isSymbolicLink(file)) {
                    link(path, Files.readSymbolicLink(file).toString());
                } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    directory(path);
                } else {
                    file(path, Files.isExecutable(file) ? 0755 : 0644, file);
                }
            }
        }
        return this;
    }

    /** Writes the archive. An existing file is overwritten. */
    public void write(Path target) throws IOException {
        try (CpioArchiveOutputStream archive = new CpioArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(target), 1 << 16), CpioConstants.FORMAT_NEW)) {
            for (Map.Entry<String, Item> item : items.entrySet()) {
                archive.putArchiveEntry(item.getValue().entry(item.getKey()));
                item.getValue().copyTo(archive);
                archive.closeArchiveEntry();
            }
            archive.finish();
        }
    }

    private Initramfs put(String path, Item item) {
        String name = Path.of("/").relativize(Path.of("/", path).normalize()).toString();
        if (name.isEmpty()) {
            return this;
        }
        for (Path above = Path.of(name).getParent(); above != null; above = above.getParent()) {
            items.putIfAbsent(above.toString(), new Bytes(CpioConstants.C_ISDIR, 0755, new byte[0]));
        }
        items.put(name, item);
        return this;
    }
}
