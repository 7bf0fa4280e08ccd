package io.actionflow.secrets.app.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells whether a file has changed without reading it. A link to another file is a change, too, as mounted secrets are
 * exchanged.
 *
 * @param size -1 where there is no such file
 * @param identity the file system's name for it, or what stands for that
 */
public record FileState(FileTime modified, long size, String identity) {

    private static final FileState ABSENT = new FileState(FileTime.fromMillis(0), -1, "");

    public static FileState of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(
                    attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            // Gone, or not to be read: whoever reads it next will say so.
            return ABSENT;
        }
    }
}
