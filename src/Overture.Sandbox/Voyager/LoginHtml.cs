namespace Overture.Sandbox.Voyager;

/// <summary>The login page of a signed-out browser; clients must not mistake it for data.</summary>
internal static class LoginHtml
{
    private static ReadOnlySpan<byte> Page =>
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Sign in</title></head>
        <body><h1>Sign in</h1><form action="/uas/login-submit" method="post">
        <input name="session_key"><input name="session_password" type="password"></form></body></html>
        """u8;

    public static void WriteTo(HttpResponse response) =>
        JsonBuffer.WriteBytes(response, StatusCodes.Status200OK, "text/html; charset=utf-8", Page);
}
