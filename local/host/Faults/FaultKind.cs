namespace Collections.Local.Host.Faults;

/// <summary>A place where faults are decided on; each has a row of decisions of its own.</summary>
public enum FaultPoint
{
    /// <summary>Every try of a call of the app's table and blob clients.</summary>
    Storage,

    /// <summary>Every call that sends to a queue or topic.</summary>
    BusSend,

    /// <summary>Every delivery of a message to a function.</summary>
    BusDelivery,

    /// <summary>Every call that sends a text message.</summary>
    SmsCall,

    /// <summary>Every text message taken, of which the network will report.</summary>
    SmsReport,
}

/// <summary>What can be made to go wrong. The name after its target's is the key in <see cref="FaultOptions.Parse"/>.</summary>
public enum FaultKind
{
    /// <summary><c>storage.busy</c>: 503 ServerBusy, nothing is done.</summary>
    StorageBusy,

    /// <summary><c>storage.error</c>: 500 InternalError, nothing is done.</summary>
    StorageError,

    /// <summary><c>storage.throttle</c>: 429 with Retry-After, nothing is done.</summary>
    StorageThrottle,

    /// <summary><c>storage.reset</c>: the connection breaks before anything is done.</summary>
    StorageReset,

    /// <summary><c>storage.after</c>: the call is done, and answered with 500 OperationTimedOut.</summary>
    StorageAfter,

    /// <summary><c>storage.lost</c>: the call is done, and the connection breaks before the answer.</summary>
    StorageLost,

    /// <summary><c>storage.slow</c>: the call is done after a pause.</summary>
    StorageSlow,

    /// <summary><c>bus.send</c>: a transient failure, nothing is stored.</summary>
    BusSend,

    /// <summary><c>bus.after</c>: the message is stored, and the sender gets a transient failure.</summary>
    BusAfter,

    /// <summary><c>bus.slow</c>: the message is stored after a pause.</summary>
    BusSlow,

    /// <summary><c>bus.late</c>: the message is stored, and delivered late, after messages that were sent later.</summary>
    BusLate,

    /// <summary><c>bus.lock</c>: the lock is lost, so what the function did does not settle the message; it comes again.</summary>
    BusLock,

    /// <summary><c>bus.twice</c>: the function is called twice for one delivery.</summary>
    BusTwice,

    /// <summary><c>sms.throttle</c>: 429 with Retry-After, nothing is taken.</summary>
    SmsThrottle,

    /// <summary><c>sms.busy</c>: 503, nothing is taken.</summary>
    SmsBusy,

    /// <summary><c>sms.error</c>: 500, nothing is taken.</summary>
    SmsError,

    /// <summary><c>sms.reset</c>: the connection breaks before anything is taken.</summary>
    SmsReset,

    /// <summary><c>sms.lost</c>: the message is taken, and the connection breaks before the answer.</summary>
    SmsLost,

    /// <summary><c>sms.slow</c>: the message is taken after a pause.</summary>
    SmsSlow,

    /// <summary><c>sms.unreported</c>: the message arrives, and its report never does.</summary>
    SmsUnreported,

    /// <summary><c>sms.late</c>: the report comes late, after the reports of messages sent later and after the recipient's answer.</summary>
    SmsLate,

    /// <summary><c>sms.twice</c>: the report comes twice, the second time late.</summary>
    SmsTwice,
}
