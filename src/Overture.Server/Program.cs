using Overture.Server.Hosting;

return await ServerRun.RunAsync(args);
