using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>
/// One thread that owns the writing connection. It takes what is queued, runs it in one transaction and acknowledges all of it after the
/// commit: the cost of reaching the disk is shared by everybody who waits for it.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    // A bound on how long the first of a group waits for the last.
    private const int LargestGroup = 512;

    private readonly BlockingCollection<Unit> queue = [];
    private readonly SqliteConnection connection;
    private readonly Func<SqliteException, Exception> broke;
    private readonly Thread thread;
    private Exception? broken;

    /// <param name="connection">Used by nobody else.</param>
    /// <param name="broke">Told when the disk fails; answers what those who wait are told. Nothing is written after that.</param>
    public GroupCommit(SqliteConnection connection, Func<SqliteException, Exception> broke)
    {
        this.connection = connection;
        this.broke = broke;
        thread = new Thread(Run) { IsBackground = true, Name = "local database writer" };
        thread.Start();
    }

    public Task<T> Enqueue<T>(Func<SqliteConnection, T> work)
    {
        var unit = new Unit<T>(work);
        queue.Add(unit);
        return unit.Task;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }

    private void Run()
    {
        var group = new List<Unit>();
        foreach (Unit first in queue.GetConsumingEnumerable())
        {
            if (broken is not null)
            {
                first.Fail(broken);
                continue;
            }

            group.Add(first);
            try
            {
                connection.Execute("BEGIN IMMEDIATE");
                first.Run(connection);
                while (group.Count < LargestGroup && queue.TryTake(out Unit? next))
                {
                    group.Add(next);
                    next.Run(connection);
                }

                connection.Execute("COMMIT");
                group.ForEach(unit => unit.Acknowledge());
            }
            catch (SqliteException failure)
            {
                // Nothing of the group is known to be on the disk, so nobody may believe that it is.
                DiskFailures.RollBack(connection);
                Exception told = DiskFailures.Is(failure) ? broken = broke(failure) : failure;
                group.ForEach(unit => unit.Fail(told));
            }

            group.Clear();
        }
    }

    private abstract class Unit
    {
        public abstract void Run(SqliteConnection connection);

        public abstract void Acknowledge();

        public abstract void Fail(Exception failure);
    }

    private sealed class Unit<T>(Func<SqliteConnection, T> work) : Unit
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;
        private Exception? error;

        public Task<T> Task => done.Task;

        public override void Run(SqliteConnection connection)
        {
            connection.Execute("SAVEPOINT unit");
            try
            {
                result = work(connection);
            }
#pragma warning disable CA1031 // Whatever a unit throws belongs to its caller; its neighbours go on.
            catch (Exception failure) when (failure is not SqliteException sqlite || !DiskFailures.Is(sqlite))
#pragma warning restore CA1031
            {
                error = failure;
                connection.Execute("ROLLBACK TO unit");
            }

            connection.Execute("RELEASE unit");
        }

        public override void Acknowledge()
        {
            if (error is null)
                done.SetResult(result);
            else
                done.SetException(error);
        }

        public override void Fail(Exception failure) => done.SetException(error ?? failure);
    }
}
