package io.bakehouse.engine.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongSupplier;

/**
 * The folder in which the embedded queue keeps its files, locked for one process. The system lets go of the lock when
 * the process ends, however it ends.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final int LONGEST_PID = 20;

    private final Path path;
    private final FileChannel lock;
    private final LongSupplier freeBytes;
    private final long keepFree;

    private DataFolder(Path path, FileChannel lock, LongSupplier freeBytes, long keepFree) {
        this.path = path;
        this.lock = lock;
        this.freeBytes = freeBytes;
        this.keepFree = keepFree;
    }

    /**
     * Makes the folder if need be and takes it for this process.
     *
     * @param keepFree bytes of the disk that the queue leaves to others
     * @throws DataFolderException when it cannot be written, has too little space or belongs to another process
     */
    static DataFolder open(Path folder, long keepFree) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileStore disk = Files.getFileStore(path);
            return open(path, keepFree, () -> usable(disk));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** As above, with another way to ask how many bytes are free. */
    static DataFolder open(Path path, long keepFree, LongSupplier freeBytes) {
        FileChannel lock = lock(path);
        DataFolder folder = new DataFolder(path, lock, freeBytes, keepFree);
        if (folder.isFull()) {
            folder.close();
            throw new DataFolderException(
                    "the disk of the data folder " + path + " is full: " + mebibytes(freeBytes.getAsLong())
                            + " MiB are free, " + mebibytes(keepFree) + " MiB must stay free",
                    null);
        }
        return folder;
    }

    Path path() {
        return path;
    }

    /** Whether the disk has less space left than the queue leaves to others. */
    boolean isFull() {
        return freeBytes.getAsLong() < keepFree;
    }

    long keepFree() {
        return keepFree;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new DataFolderException("the data folder " + path + " cannot be let go: " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path path) {
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock();
            if (taken == null) {
                String owner = owner(channel);
                channel.close();
                throw new DataFolderException("the data folder " + path + " is in use by process " + owner, null);
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
            return channel;
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
            throw new DataFolderException("the data folder " + path + " is in use by this process already", e);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unwritable(path, e);
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return text.matches("\\d+") ? text : "(unknown)";
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What made us close it is thrown, and says more.
        }
    }

    private static DataFolderException unwritable(Path path, IOException e) {
        return new DataFolderException("the data folder " + path + " cannot be written: " + reason(e), e);
    }

    /** The system's own words where it has any; Java calls the commonest failures by the names of classes. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static long usable(FileStore disk) {
        try {
            return disk.getUsableSpace();
        } catch (IOException e) {
            // A disk that cannot be asked is one that cannot be written.
            return 0;
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
