using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>
/// The host's one SQLite file. Writes are units of work that run one after the other on one connection; units that wait
/// at the same time share a transaction and are acknowledged together once it is on the disk. Reads have connections of their own and see what is committed.
/// </summary>
/// <remarks>
/// Inline mode, for virtual time, runs each unit on the caller's thread in a transaction of its own, so that nothing happens at once.
/// A second host on the same file is refused by a lock file, which the operating system frees even after a kill.
/// When the disk is full or fails, nothing can be promised any more: the database <see cref="Broken">breaks</see>, whoever waits for a commit is told, and nothing is
/// written until it is opened again. What was acknowledged is on the disk.
/// </remarks>
public sealed class LocalDatabase : IDisposable
{
    private const long SchemaVersion = 1;

    private readonly FileStream lockFile;
    private readonly SqliteConnection writeConnection;
    private readonly ConcurrentBag<SqliteConnection> readers = [];
    private readonly GroupCommit? commits;
    private readonly Lock inlineGate = new();
    private readonly TaskCompletionSource<LocalDatabaseException> broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool disposed;

    private LocalDatabase(string path, bool inline, FileStream lockFile)
    {
        Path = path;
        this.lockFile = lockFile;
        writeConnection = Prepared(path);
        commits = inline ? null : new GroupCommit(writeConnection, Broke);
    }

    public string Path { get; }

    /// <summary>Ends when the disk is full or fails, with what to tell people. From then on every write is refused with it.</summary>
    public Task<LocalDatabaseException> Broken => broken.Task;

    /// <summary>Opens or creates the file. Throws <see cref="LocalDatabaseException"/> if another host has it or its schema is unknown.</summary>
    public static LocalDatabase Open(string path, bool inline = false)
    {
        path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        FileStream lockFile = Lock(path);
        try
        {
            return new LocalDatabase(path, inline, lockFile);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Creates tables and indexes; statements say <c>IF NOT EXISTS</c>.</summary>
    public void EnsureSchema(string ddl) => Write(connection =>
    {
        connection.Execute(ddl);
        return 0;
    });

    /// <summary>Runs a unit of work in a transaction. The task ends when the transaction is on the disk; a unit that throws is undone alone.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (broken.Task.IsCompleted)
            return Task.FromException<T>(broken.Task.Result);
        return commits is null ? RunInline(work) : commits.Enqueue(work);
    }

    /// <inheritdoc cref="WriteAsync{T}(Func{SqliteConnection, T})"/>
    public Task WriteAsync(Action<SqliteConnection> work) => WriteAsync(connection =>
    {
        work(connection);
        return 0;
    });

    /// <summary>As <see cref="WriteAsync{T}(Func{SqliteConnection, T})"/>, waiting for the disk on the caller's thread.</summary>
    public T Write<T>(Func<SqliteConnection, T> work) => WriteAsync(work).GetAwaiter().GetResult();

    /// <summary>Reads what is committed, on the caller's thread.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        SqliteConnection? connection = null;
        try
        {
            connection = readers.TryTake(out SqliteConnection? pooled) ? pooled : Connect(Path, SqliteOpenMode.ReadOnly);
            return read(connection);
        }
        catch (SqliteException failure) when (DiskFailures.Is(failure))
        {
            throw Broke(failure);
        }
        finally
        {
            if (disposed)
                connection?.DisposeWithStatements();
            else if (connection is not null)
                readers.Add(connection);
        }
    }

    /// <inheritdoc cref="Read{T}(Func{SqliteConnection, T})"/>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return Task.FromResult(Read(read));
        }
        catch (Exception failure) when (failure is SqliteException or LocalDatabaseException)
        {
            return Task.FromException<T>(failure);
        }
    }

    /// <summary>Commits what is queued, then gives the file up.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        commits?.Dispose();
        while (readers.TryTake(out SqliteConnection? reader))
            reader.DisposeWithStatements();
        writeConnection.DisposeWithStatements();
        lockFile.Dispose();
    }

    private Task<T> RunInline<T>(Func<SqliteConnection, T> work)
    {
        lock (inlineGate)
        {
            writeConnection.Execute("BEGIN IMMEDIATE");
            try
            {
                T result = work(writeConnection);
                writeConnection.Execute("COMMIT");
                return Task.FromResult(result);
            }
            catch (SqliteException failure) when (DiskFailures.Is(failure))
            {
                DiskFailures.RollBack(writeConnection);
                throw Broke(failure);
            }
            catch
            {
                writeConnection.Execute("ROLLBACK");
                throw;
            }
        }
    }

    // After a failed write nobody knows what the disk holds, so it is not tried again: opening the file anew finds out.
    private LocalDatabaseException Broke(SqliteException failure)
    {
        broken.TrySetResult(DiskFailures.Explain(Path, failure));
        return broken.Task.Result;
    }

    private static SqliteConnection Prepared(string path)
    {
        SqliteConnection connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            long version = connection.Scalar<long>("PRAGMA user_version");
            if (version is not (0 or SchemaVersion))
            {
                throw new LocalDatabaseException(
                    $"{path} has schema version {version}, this host knows version {SchemaVersion}. Start it with the host that wrote it, or move the file away to begin anew.");
            }

            connection.Execute($"PRAGMA user_version = {SchemaVersion}");
            return connection;
        }
        catch (SqliteException failure) when (DiskFailures.Is(failure))
        {
            connection.Dispose();
            throw DiskFailures.Explain(path, failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new LocalDatabaseException($"{path} is in use by another host. Stop that one, or give this one a file of its own.", failure);
        }
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        // Pooling would keep the file open after the host has let go of it.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 10000");
        return connection;
    }
}
