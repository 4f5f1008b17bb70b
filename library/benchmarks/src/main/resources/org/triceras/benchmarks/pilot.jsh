var mnist = Datasets.mnist();
var xTrain = mnist.trainX().reshape(60000, 784).cast("float32").div(255);
var yTrain = toCategorical(mnist.trainY(), 10);
var xTest = mnist.testX().reshape(10000, 784).cast("float32").div(255);
var yTest = toCategorical(mnist.testY(), 10);
var model = sequential(
    input(784),
    dense(512).activation("relu"),
    dropout(0.2),
    dense(512).activation("relu"),
    dropout(0.2),
    dense(10).activation("softmax"));
model.compile(c -> c.optimizer("rmsprop").loss("categorical_crossentropy").metrics("accuracy"));
model.fit(xTrain, yTrain, f -> f.batchSize(128).epochs(5).verbose(0).validationSplit(0.2));
System.out.println(model.evaluate(xTest, yTest, e -> e.verbose(0)));
model.save("model.keras");
/exit
