using Overture.Bench;

return await Commands.RunAsync(args);
