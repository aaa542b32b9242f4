using Overture.Bench;

return await Verbs.RunAsync(args);
