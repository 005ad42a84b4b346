using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>How an application's own entity type maps to properties of a row: worked out once per type and compiled.</summary>
internal sealed class EntityModel
{
    private static readonly ConcurrentDictionary<Type, EntityModel> Known = new();

    private readonly Func<object> _create;
    private readonly Property[] _written;
    private readonly Dictionary<string, Property> _read = new(StringComparer.Ordinal);

    private EntityModel(Type type)
    {
        _create = Constructor(type);
        PropertyInfo[] members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Property[] all = [.. members.Where(IsStored).Select(info => new Property(type, info))];
        _written = [.. all.Where(property => property.Get is not null)];
        foreach (Property property in all.Where(property => property.Set is not null))
            _read[property.Name] = property;
    }

    public static EntityModel Of(Type type) => Known.TryGetValue(type, out EntityModel? model) ? model : Known.GetOrAdd(type, new EntityModel(type));

    /// <summary>The name under which a member is stored.</summary>
    public static string StoredName(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    public object Create() => _create();

    public void Write(ref EdmWriter writer, ITableEntity entity)
    {
        foreach (Property property in _written)
        {
            if (property.Get!(entity) is { } value)
                writer.Write(PropertyName.Of(property.Name), value);
        }
    }

    public void Set(ITableEntity entity, string name, object value)
    {
        switch (name)
        {
            case TableEntity.PartitionKeyName: entity.PartitionKey = (string)value; break;
            case TableEntity.RowKeyName: entity.RowKey = (string)value; break;
            case TableEntity.TimestampName: entity.Timestamp = (DateTimeOffset)value; break;
            case TableEntity.ETagName: entity.ETag = new ETag((string)value); break;
            default:
                if (_read.TryGetValue(name, out Property? property) && property.Convert(value) is { } converted)
                    property.Set!(entity, converted);
                break;
        }
    }

    private static bool IsStored(PropertyInfo property) =>
        property.Name is not (TableEntity.PartitionKeyName or TableEntity.RowKeyName or TableEntity.TimestampName or "ETag")
        && property.GetIndexParameters().Length == 0
        && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null;

    private static Func<object> Constructor(Type type) =>
        type.GetConstructor(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, []) is { } constructor
            ? Expression.Lambda<Func<object>>(Expression.New(constructor)).Compile()
            : () => throw new InvalidOperationException($"{type} has no constructor without parameters, so rows cannot be read into it.");

    private sealed class Property
    {
        private readonly Type _type;

        public Property(Type owner, PropertyInfo info)
        {
            Name = StoredName(info);
            _type = Nullable.GetUnderlyingType(info.PropertyType) ?? info.PropertyType;
            ParameterExpression entity = Expression.Parameter(typeof(object));
            ParameterExpression value = Expression.Parameter(typeof(object));
            MemberExpression member = Expression.Property(Expression.Convert(entity, owner), info);
            if (info.GetMethod is { IsPublic: true })
                Get = Expression.Lambda<Func<object, object?>>(Expression.Convert(member, typeof(object)), entity).Compile();
            if (info.SetMethod is { IsPublic: true } && !owner.IsValueType)
            {
                BinaryExpression assign = Expression.Assign(member, Expression.Convert(value, info.PropertyType));
                Set = Expression.Lambda<Action<object, object>>(assign, entity, value).Compile();
            }
        }

        public string Name { get; }

        public Func<object, object?>? Get { get; }

        public Action<object, object>? Set { get; }

        /// <summary>A stored value as the member's type; null if it is no member of the enumeration any more.</summary>
        public object? Convert(object value) => value.GetType() == _type ? value : EdmConvert.To(_type, value, Name);
    }
}
