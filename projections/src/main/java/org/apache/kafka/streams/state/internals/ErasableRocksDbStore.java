package org.apache.kafka.streams.state.internals;

import java.util.List;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.TablePropertiesCollectorFactory;

/**
 * Kafka Streams' store on RocksDB, out of whose files a deletion takes the bytes, and not only the key. RocksDB marks
 * every file that holds a deletion and merges it downwards by itself until it has met what it deletes; so also after a crash,
 * for the mark stands in the file. By levels, so that a merge rewrites the files whose keys overlap, not all of the store.
 *
 * <p>Kafka Streams neither lets these options be set nor lets memory be written out: that is why this class is here.
 */
public final class ErasableRocksDbStore extends RocksDBStore {

    private static final long FILE_BYTES = 16L * 1024 * 1024;

    public ErasableRocksDbStore(String name) {
        super(name, "rocksdb");
    }

    @Override
    protected List<ColumnFamilyHandle> openRocksDB(
            DBOptions dbOptions, ColumnFamilyDescriptor data, ColumnFamilyDescriptor... others) {
        // One deletion is enough to mark a file. The database copies what it is opened with.
        try (Options options = new Options(dbOptions, data.getOptions());
                TablePropertiesCollectorFactory marking =
                        TablePropertiesCollectorFactory.NewCompactOnDeletionCollectorFactory(1, 1, 0)) {
            options.setTablePropertiesCollectorFactory(List.of(marking));
            options.setCompactionStyle(CompactionStyle.LEVEL);
            options.setTargetFileSizeBase(FILE_BYTES);
            try (ColumnFamilyOptions erasing = new ColumnFamilyOptions(options)) {
                return super.openRocksDB(dbOptions, new ColumnFamilyDescriptor(data.getName(), erasing), others);
            }
        }
    }

    /** Writes what is in memory to files: deletions take effect on the disk from then on, and outlive a crash. */
    public synchronized void writeOut() {
        if (!isOpen()) {
            return;
        }
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            db.flush(options);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("The store " + name() + " could not be written out", e);
        }
    }
}
