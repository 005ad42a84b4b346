using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>Tells failures of the disk and of the file from those of a statement.</summary>
internal static class DiskFailures
{
    // Result codes of sqlite3.h, https://www.sqlite.org/rescode.html.
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static bool Is(SqliteException failure) =>
        failure.SqliteErrorCode is ReadOnly or InputOutput or Corrupt or Full or CannotOpen or NotADatabase;

    public static LocalDatabaseException Explain(string path, SqliteException failure) => new(
        failure.SqliteErrorCode switch
        {
            Full => $"The disk that holds {path} is full. Nothing that was acknowledged is lost: free some space and start again.",
            Corrupt or NotADatabase => $"{path} is damaged ({failure.Message}). Put a copy of the data folder in its place, or move the file away to begin anew.",
            ReadOnly or CannotOpen => $"{path} cannot be written ({failure.Message}). See that this user may write the file and its folder, and start again.",
            _ => $"The disk that holds {path} fails ({failure.Message}). Nothing that was acknowledged is lost: see to the disk and start again.",
        },
        failure);

    /// <summary>Undoes what is open; SQLite may have done so by itself.</summary>
    public static void RollBack(SqliteConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // There was nothing left to undo.
        }
    }
}
