namespace Overture.Server.Http;

/// <summary>
/// What pages tell a browser: run nothing but our own scripts, call nobody else, and stand in no frame. Answers of the
/// API are no pages; <see cref="Answers"/> writes what they need.
/// </summary>
internal static class PageHeaders
{
    private const string Docs = "/docs";
    private const string Api = "/v2";

    private static readonly HeaderPolicyCollection ForDocs = Plain().AddContentSecurityPolicy(page =>
    {
        page.AddDefaultSrc().None();
        page.AddScriptSrc().WithNonce();
        // The page makes its own style sheets while it runs, and gives them no nonce.
        page.AddStyleSrc().Self().UnsafeInline();
        page.AddImgSrc().Self().Data();
        page.AddFontSrc().Self();
        page.AddConnectSrc().Self();
        page.AddBaseUri().None();
        page.AddFormAction().None();
        page.AddFrameAncestors().None();
    });

    private static readonly HeaderPolicyCollection ForOthers = Plain();

    public static void UsePageHeaders(this IApplicationBuilder app)
    {
        app.UseWhen(
            http => IsUnder(http, Docs), branch => branch.UseSecurityHeaders(ForDocs));
        app.UseWhen(
            http => !IsUnder(http, Docs) && !IsUnder(http, Api), branch => branch.UseSecurityHeaders(ForOthers));
    }

    private static bool IsUnder(HttpContext http, string path) =>
        http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    private static HeaderPolicyCollection Plain() => new HeaderPolicyCollection()
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin());
}
