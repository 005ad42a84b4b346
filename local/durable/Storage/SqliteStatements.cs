using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>Prepared statements, kept per connection: preparing costs more than most of them take to run. Parameters are named $1, $2, … in order.</summary>
public static class SqliteStatements
{
    private static readonly ConditionalWeakTable<SqliteConnection, Dictionary<string, SqliteCommand>> Prepared = [];

    /// <summary>Runs a statement and returns the number of rows that it changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> parameters) =>
        Statement(connection, sql, parameters).ExecuteNonQuery();

    /// <summary>The first column of the first row, or the type's default if there is no row or it is null.</summary>
    public static T? Scalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        using SqliteDataReader reader = Statement(connection, sql, parameters).ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : default;
    }

    /// <summary>All rows, each made into a value.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(row);
        using SqliteDataReader reader = Statement(connection, sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>What comes of the first row of which anything comes, or null; later rows are not read.</summary>
    public static T? First<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T?> pick, params ReadOnlySpan<object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(pick);
        using SqliteDataReader reader = Statement(connection, sql, parameters).ExecuteReader();
        while (reader.Read())
        {
            if (pick(reader) is { } found)
                return found;
        }

        return default;
    }

    /// <summary>A text column that may be null.</summary>
    public static string? Text(this SqliteDataReader reader, int column)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    internal static void DisposeWithStatements(this SqliteConnection connection)
    {
        if (Prepared.TryGetValue(connection, out Dictionary<string, SqliteCommand>? statements))
        {
            foreach (SqliteCommand statement in statements.Values)
                statement.Dispose();
        }

        connection.Dispose();
    }

    private static SqliteCommand Statement(SqliteConnection connection, string sql, ReadOnlySpan<object?> parameters)
    {
        Dictionary<string, SqliteCommand> statements = Prepared.GetOrCreateValue(connection);
        if (!statements.TryGetValue(sql, out SqliteCommand? command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant of the caller; values come as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (int i = 0; i < parameters.Length; i++)
                command.Parameters.AddWithValue("$" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), null);
            statements.Add(sql, command);
        }

        for (int i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        return command;
    }
}
